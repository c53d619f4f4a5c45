package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.RealTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the process, which a hook of a library may hold up. */
class EndingTest {
    @Test
    @Timeout(60)
    void aHookThatNeverEndsIsNotWaitedForAndTheExitCodeStays() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HeldUp.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCodes.INTERRUPTED);
        assertThat(said).contains("./splitproof clean removes what is left");
    }

    /** A process whose exit hook asks an engine that never answers. */
    static final class HeldUp {
        private HeldUp() {}

        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            Ending.with(ExitCodes.INTERRUPTED, RealTime.ofMillis(500));
        }
    }
}
