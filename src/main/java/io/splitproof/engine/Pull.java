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
    private volatile String failure = "";

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
            return reason(e);
        }
    }

    @Override
    public void onNext(PullResponseItem item) {
        lastNews = System.nanoTime();
        super.onNext(item);
    }

    /** An image that cannot be pulled is an ordinary answer here; the overridden method logs a stack trace. */
    @Override
    public void onError(Throwable error) {
        failure = reason(error);
        onComplete();
    }

    private String await() throws InterruptedException {
        long start = System.nanoTime();
        while (!isComplete()) {
            long now = System.nanoTime();
            if (now - lastNews > SILENCE.toNanos()) {
                return "the registry has said nothing for " + SILENCE.toSeconds() + " s";
            }
            if (now - start > LIMIT.toNanos()) {
                return "not complete after " + LIMIT.toSeconds() + " s";
            }
        }
        return failure;
    }

    private boolean isComplete() throws InterruptedException {
        try {
            return awaitCompletion(100, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            failure = failure.isEmpty() ? reason(e) : failure;
            return true;
        }
    }

    /** The engine's own words: its answer is JSON around one message. */
    private static String reason(Throwable error) {
        return String.valueOf(error.getMessage())
                .strip()
                .replaceFirst("^Status (\\d+): \\{\"message\":\"(.*)\"}$", "$2 (status $1)")
                .replace("\\\"", "\"");
    }
}
