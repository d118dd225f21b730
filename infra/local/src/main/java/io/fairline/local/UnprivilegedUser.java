package io.fairline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. Started by root it gets a user namespace in which root is nobody, or, where the
 * system forbids that, the user nobody itself.
 */
enum UnprivilegedUser {
    OURSELVES {
        @Override
        List<String> prefix() {
            return List.of();
        }
    },
    NAMESPACE {
        @Override
        List<String> prefix() {
            return List.of("unshare", "-U");
        }
    },
    NOBODY {
        @Override
        List<String> prefix() {
            return List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups");
        }

        @Override
        void own(Path folder) throws IOException {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.toList()) {
                    Files.setAttribute(path, "unix:uid", NOBODY_ID);
                    Files.setAttribute(path, "unix:gid", NOBODY_ID);
                }
            }
        }
    };

    private static final int NOBODY_ID = 65534;

    abstract List<String> prefix();

    /** Makes the folder and all in it this user's. */
    void own(Path folder) throws IOException {}

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(command);
        return all;
    }

    /** Fails where this user may not go into the folder, with what to do about it. */
    void requireEntry(Path folder) {
        if (!succeeds(List.of("test", "-x", folder.toString()))) {
            throw new StartFailure(
                    "PostgreSQL does not run as root, and the user that it runs as instead may not enter %s: let others into that folder and all above it (chmod o+x), move the checkout, or start this as another user"
                            .formatted(folder));
        }
    }

    /** The way that works on this machine. */
    static UnprivilegedUser find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return OURSELVES;
        }
        return Stream.of(NAMESPACE, NOBODY)
                .filter(UnprivilegedUser::works)
                .findFirst()
                .orElseThrow(
                        () -> new StartFailure(
                                "PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here: start this as another user"));
    }

    private boolean works() {
        return Executables.onPath(prefix().getFirst()).isPresent() && succeeds(List.of("true"));
    }

    private boolean succeeds(List<String> command) {
        try {
            Process trial = new ProcessBuilder(command(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
