package io.fairline.intake.web;

import io.fairline.intake.admission.Command;
import io.fairline.intake.admission.Command.AdjustStock;
import io.fairline.intake.admission.Command.CloseDeal;
import io.fairline.intake.admission.Command.OpenDeal;
import io.fairline.intake.submission.CommandSubmission;
import io.fairline.intake.submission.SubmissionOutcome;
import io.fairline.intake.web.OutcomeProblems.ProblemContext;
import io.fairline.schemas.OrderId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** POST /deals, and a deal's stock and close. */
final class DealEndpoints {

    private final CommandSubmission submission;
    private final byte[] secret;

    DealEndpoints(CommandSubmission submission, byte[] secret) {
        this.submission = submission;
        this.secret = secret.clone();
    }

    Mono<Acceptance> open(ServerRequest request) {
        return JsonBodies.read(request.exchange().getRequest(), JsonBody.DEAL)
                .map(DealEndpoints::openDeal)
                .flatMap(command -> Callers.of(request)
                        .flatMap(caller -> reply(command, submission.submit(caller.asHighest(), command), true)));
    }

    Mono<Acceptance> adjust(ServerRequest request) {
        int dealId = dealId(request);
        String key = IdempotencyKey.of(request.headers().asHttpHeaders());
        return JsonBodies.read(request.exchange().getRequest(), JsonBody.ADJUSTMENT)
                .flatMap(body -> Callers.of(request).flatMap(caller -> {
                    AdjustStock command =
                            new AdjustStock(dealId, adjustmentId(dealId, caller, key), Bounds.delta(body.delta()));
                    return reply(command, submission.submit(caller.asHighest(), command, key), key != null);
                }));
    }

    Mono<Acceptance> close(ServerRequest request) {
        CloseDeal command = new CloseDeal(dealId(request));
        return JsonBodies.requireNone(request.exchange().getRequest())
                .then(Callers.of(request))
                .flatMap(caller -> reply(command, submission.submit(caller.asHighest(), command), true));
    }

    private Mono<Acceptance> reply(Command command, CompletionStage<SubmissionOutcome> outcome, boolean repeatable) {
        int dealId = command.dealId();
        return Acceptance.of(
                outcome,
                "/deals/" + dealId,
                new ProblemContext(Map.of("dealId", dealId), repeatable),
                position -> new DealAccepted(dealId, position.toString()));
    }

    private static OpenDeal openDeal(JsonBody.Deal body) {
        return new OpenDeal(
                Bounds.positive("dealId", body.dealId(), Integer.MAX_VALUE),
                Bounds.title(body.title()),
                Bounds.positive("stock", body.stock(), Bounds.MOST_UNITS),
                Bounds.positive("maxQuantityPerOrder", body.maxQuantityPerOrder(), Bounds.MOST_UNITS),
                Bounds.positive("holdSeconds", body.holdSeconds(), Bounds.LONGEST_HOLD_SECONDS),
                Bounds.opensAt(body.opensAt()));
    }

    private static int dealId(ServerRequest request) {
        try {
            return Bounds.positive("dealId", Integer.parseInt(request.pathVariable("dealId")), Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw new RequestRefused(
                    ProblemType.INVALID_REQUEST, "The dealId in the address has to be a whole number from 1 on.");
        }
    }

    /** Derived like an order's id, so that a retry under the same key is the same adjustment on every instance. */
    private UUID adjustmentId(int dealId, Caller caller, @Nullable String key) {
        return key == null
                ? UUID.randomUUID()
                : OrderId.keyed(dealId, secret, caller.getPrincipal(), key).value();
    }

    record DealAccepted(int dealId, String position) {}
}
