package io.splitproof.nemesis;

/** Whether an effect was shown, with the evidence or the doubt. */
record Proof(boolean holds, String text) {
    static Proof of(String evidence) {
        return new Proof(true, evidence);
    }

    static Proof doubt(String reason) {
        return new Proof(false, reason);
    }
}
