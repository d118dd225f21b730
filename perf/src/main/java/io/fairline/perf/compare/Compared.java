package io.fairline.perf.compare;

import java.util.List;

/**
 * One cell of the comparison, measured.
 *
 * @param rounds at least one
 */
record Compared(Configuration configuration, long linesOfCode, List<Trial.Outcome> rounds) {

    Spread completed() {
        return Spread.of(rounds, round -> round.rate().completedPerSecond());
    }

    /** Whether in any round more might have been held than was found. */
    boolean isLowerBound() {
        return rounds.stream().anyMatch(Trial.Outcome::rateIsLowerBound);
    }

    Spread requested() {
        return Spread.of(rounds, round -> round.rate().requestedPerSecond());
    }

    Spread answeredP50() {
        return Spread.of(rounds, round -> round.rate().answeredP50());
    }

    Spread answeredP99() {
        return Spread.of(rounds, round -> round.rate().answeredP99());
    }

    Spread decidedP50() {
        return Spread.of(rounds, round -> round.rate().decidedP50());
    }

    Spread decidedP99() {
        return Spread.of(rounds, round -> round.rate().decidedP99());
    }

    Spread cpuMicros() {
        return Spread.of(rounds, round -> round.rate().cpuMicrosPerOrder());
    }

    Spread overtakenPercent() {
        return Spread.of(rounds, round -> round.rate().overtakenPercent());
    }

    Spread lost() {
        return Spread.of(rounds, round -> round.kill().lost());
    }

    /** Whether every deal sold out in every round: else nobody knows whether too much or too little would have been sold. */
    boolean soldOut() {
        return rounds.stream().allMatch(round -> round.kill().soldOut() == configuration.deals());
    }

    Spread oversold() {
        return Spread.of(rounds, round -> round.kill().oversold());
    }

    Spread undersold() {
        return Spread.of(rounds, round -> round.kill().undersold());
    }

    Spread secondsToDecided() {
        return Spread.of(rounds, round -> round.kill().secondsToDecided());
    }
}
