package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void aPasswordHas128BitsAndIsNewEachTime() {
        assertThat(Secret.random().reveal()).matches("[0-9a-f]{32}");
        assertThat(Secret.random().reveal()).isNotEqualTo(Secret.random().reveal());
    }

    @Test
    void everyOccurrenceIsTakenOutOfAText() {
        Secret secret = Secret.random();
        String text = "AUTH " + secret.reveal() + "\nrequirepass " + secret.reveal();
        assertThat(secret.redact(text)).isEqualTo("AUTH ******\nrequirepass ******");
    }

    @Test
    void aTextWithoutThePasswordStaysAsItIs() {
        assertThat(Secret.random().redact("maxmemory 0")).isEqualTo("maxmemory 0");
    }

    @Test
    void printingASecretDoesNotTellIt() {
        Secret secret = Secret.random();
        assertThat(secret.toString()).isEqualTo("******");
        assertThat("options " + java.util.List.of(secret)).doesNotContain(secret.reveal());
    }
}
