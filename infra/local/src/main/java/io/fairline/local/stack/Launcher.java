package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.StartFailure;
import java.util.Arrays;
import java.util.List;

/** What the Makefile's verbs call. Ends with one line and an exit code other than 0 when something cannot be done. */
public final class Launcher {

    private static final String USAGE =
            "say one of: run, stop, token <shopper> [role,...], clean-data, demo, init, compose-env";

    private Launcher() {}

    public static void main(String[] arguments) {
        try {
            Checkout checkout = Checkout.find();
            StackFolder data = StackFolder.ofRun(checkout);
            List<String> words = Arrays.asList(arguments);
            switch (words.isEmpty() ? "" : words.getFirst()) {
                case "run" ->
                    new Run(checkout, data, PortPlan.wellKnown(), System.out)
                            .untilTold(StackSettings.from(System.getenv()));
                case "stop" -> Stop.of(checkout, System.out).all();
                case "token" ->
                    System.out.println(
                            TokenRequest.of(words.subList(1, words.size())).signWith(data.keys()));
                case "clean-data" -> data.clean();
                case "demo" -> DemoRun.of(checkout, System.out).show();
                case "init" -> Init.from(System.getenv()).apply(checkout);
                case "compose-env" -> data.writeComposeSecrets(checkout.root().resolve(".env"));
                default -> throw new StartFailure(USAGE);
            }
        } catch (RuntimeException e) {
            System.err.println("fairline: " + OneLine.of(e));
            System.exit(1);
        }
    }
}
