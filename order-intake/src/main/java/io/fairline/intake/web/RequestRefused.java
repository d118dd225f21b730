package io.fairline.intake.web;

/** Carries a problem to the edge, the one place that writes them. No stack trace: nobody debugs a client here. */
final class RequestRefused extends RuntimeException {

    private final transient Problem problem;

    RequestRefused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    RequestRefused(ProblemType type, String detail) {
        this(new Problem(type, detail));
    }

    Problem problem() {
        return problem;
    }
}
