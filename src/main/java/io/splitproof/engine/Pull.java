package io.splitproof.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One pull of an image, given up when the registry is silent or the whole takes too long. */
final class Pull extends PullImageResultCallback {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private volatile long lastNews = System.nanoTime();

    private Pull() {}

    /** Pulls and returns an empty string, or why that did not work. */
    static String of(ImageName name, Engine engine) {
        try (DockerClient client = engine.client(LIMIT);
                Pull pull = new Pull()) {
            client.pullImageCmd(name.repository()).withTag(name.tag()).exec(pull);
            return pull.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        }
    }

    @Override
    public void onNext(PullResponseItem item) {
        lastNews = System.nanoTime();
        super.onNext(item);
    }

    private String await() throws InterruptedException {
        long start = System.nanoTime();
        while (!awaitCompletion(100, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (now - lastNews > SILENCE.toNanos()) {
                return "the registry has said nothing for " + SILENCE.toSeconds() + " s";
            }
            if (now - start > LIMIT.toNanos()) {
                return "not complete after " + LIMIT.toSeconds() + " s";
            }
        }
        return "";
    }
}
