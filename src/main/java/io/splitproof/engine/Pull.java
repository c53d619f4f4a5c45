package io.splitproof.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.time.Duration;

/** One pull of an image, given up when the registry is silent or the whole takes too long. */
final class Pull extends ResultCallback.Adapter<PullResponseItem> {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    // Guarded by this: the client's thread writes, the caller waits.
    private long lastNews = System.nanoTime();
    private String failure = "";
    private boolean isEnded;

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
    public synchronized void onNext(PullResponseItem item) {
        lastNews = System.nanoTime();
        if (item.isErrorIndicated() && item.getErrorDetail() != null) {
            failure = String.valueOf(item.getErrorDetail().getMessage());
        }
    }

    /** An image that cannot be pulled is an ordinary answer here; the overridden method logs a stack trace. */
    @Override
    public synchronized void onError(Throwable error) {
        failure = failure.isEmpty() ? reason(error) : failure;
        onComplete();
    }

    @Override
    public synchronized void onComplete() {
        isEnded = true;
        notifyAll();
        super.onComplete();
    }

    /** Waits by itself: the library's wait with a time limit aborts the pull when the limit is reached. */
    private synchronized String await() throws InterruptedException {
        long start = System.nanoTime();
        while (!isEnded) {
            wait(100);
            long now = System.nanoTime();
            if (!isEnded && now - lastNews > SILENCE.toNanos()) {
                return "the registry has said nothing for " + SILENCE.toSeconds() + " s";
            }
            if (!isEnded && now - start > LIMIT.toNanos()) {
                return "not complete after " + LIMIT.toSeconds() + " s";
            }
        }
        return failure;
    }

    /** The engine's own words: its answer is JSON around one message. */
    private static String reason(Throwable error) {
        return String.valueOf(error.getMessage())
                .strip()
                .replaceFirst("^Status (\\d+): \\{\"message\":\"(.*)\"}$", "$2 (status $1)")
                .replace("\\\"", "\"");
    }
}
