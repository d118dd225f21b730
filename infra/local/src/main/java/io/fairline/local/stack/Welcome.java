package io.fairline.local.stack;

import java.util.Locale;
import java.util.stream.Collectors;

/** What is said when everything runs: where it is and what to try. */
final class Welcome {

    private Welcome() {}

    static String of(LocalStack stack, StackFolder data, double seconds) {
        String intake = firstOr(stack, ServiceKind.INTAKE);
        String projection = firstOr(stack, ServiceKind.PROJECTION);
        return String.format(
                Locale.ROOT,
                """

                Ready after %.1f s.
                  orders in    %s
                  status out   %s
                  processors   %s
                  kafka        %s
                  postgres     %s (user %s; passwords in %s)
                  redis        %s
                  registry     %s
                  logs         %s

                Try, in another terminal:
                  OPS=$(make -s token SHOPPER=shop ROLES=ops); ALICE=$(make -s token SHOPPER=alice)
                  curl -i %s/deals -H "Authorization: Bearer $OPS" -H 'Content-Type: application/json' \\
                    -d '{"dealId":7,"title":"Lamp","stock":10,"maxQuantityPerOrder":2,"holdSeconds":600}'
                and a moment later, when the deal has gone through the log:
                  curl -i %s/orders -H "Authorization: Bearer $ALICE" -H 'Content-Type: application/json' \\
                    -H 'Idempotency-Key: my-first' -d '{"dealId":7,"quantity":1}'
                  curl -i '%s<the Location of the answer>&wait=PT10S' -H "Authorization: Bearer $ALICE"
                Ctrl-C ends everything; the data stays.
                """,
                seconds,
                addresses(stack, ServiceKind.INTAKE),
                addresses(stack, ServiceKind.PROJECTION),
                addresses(stack, ServiceKind.PROCESSOR),
                stack.kafka().bootstrapServers(),
                stack.projectionDatabase().jdbcUrl(),
                stack.projectionDatabase().user(),
                data.folder().root().resolve("keys"),
                stack.redis().url(),
                stack.registry().url(),
                data.folder().logs(),
                intake,
                intake,
                projection);
    }

    private static String addresses(LocalStack stack, ServiceKind kind) {
        return stack.services(kind).stream().map(ServiceProcess::url).collect(Collectors.joining(" "));
    }

    private static String firstOr(LocalStack stack, ServiceKind kind) {
        return stack.services(kind).stream()
                .findFirst()
                .map(ServiceProcess::url)
                .orElse("http://127.0.0.1:" + kind.firstPort());
    }
}
