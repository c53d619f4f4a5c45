package io.splitproof.engine;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Has images: those that are present, else pulled, else built here. An image that is present costs one inspect call.
 *
 * @param executor runs the resolutions of several images side by side
 * @param progress is told what is pulled or built and how long it took; called by the executor's threads
 */
public record Images(Engine engine, Provision provision, Executor executor, Consumer<String> progress) {
    /** The server of the documented scenarios: the newest 7.x at hand. */
    public static final String REDIS = "redis:7";

    public static final String TOXIPROXY = "ghcr.io/shopify/toxiproxy:2.12.0";

    /** The rules of a packet drop; needed by a run that drops packets. */
    public static final String NFT = ofPart("nft");

    /** What stands beside Redis in some runs; each is had when a run first needs it. */
    static final List<String> PARTS = Stream.of("nft", "keepalived", "pacemaker", "haproxy", "postgres")
            .map(Images::ofPart)
            .toList();

    /** The image of what stands beside Redis, by its word: keepalived, pacemaker, haproxy or postgres. */
    public static String ofPart(String word) {
        return "splitproof/" + word + ":bookworm";
    }

    /**
     * Has several images at once.
     *
     * @return an image for each reference, in their order
     * @throws ImageUnavailable for the first that cannot be had, the others suppressed in it
     */
    public List<Image> resolveAll(Collection<String> references) {
        List<CompletableFuture<Image>> pending = references.stream()
                .map(wanted -> CompletableFuture.supplyAsync(() -> resolve(wanted), executor))
                .toList();
        List<Image> images = new ArrayList<>();
        List<ImageUnavailable> unavailable = new ArrayList<>();
        for (CompletableFuture<Image> image : pending) {
            try {
                images.add(image.join());
            } catch (CompletionException e) {
                unavailable.add(asUnavailable(e));
            }
        }
        if (!unavailable.isEmpty()) {
            ImageUnavailable first = unavailable.get(0);
            unavailable.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return List.copyOf(images);
    }

    /**
     * Has one image: the reference itself or an image built here earlier, else pulled, else built.
     *
     * @throws ImageUnavailable with the reason of each attempt
     */
    public Image resolve(String reference) {
        ImageName wanted = ImageName.parse(reference);
        List<Build> builds = Build.of(wanted, engine.machine());
        List<String> reasons = new ArrayList<>();
        Optional<Image> present = present(wanted, builds, reasons);
        if (present.isPresent()) {
            return present.get();
        }
        return pulled(wanted, reasons)
                .or(() -> built(wanted, builds, reasons))
                .orElseThrow(() -> new ImageUnavailable(reference, reasons));
    }

    /** The image if it is here already; pulls and builds nothing. */
    public Optional<Image> present(String reference) {
        ImageName wanted = ImageName.parse(reference);
        return present(wanted, Build.of(wanted, engine.machine()), new ArrayList<>());
    }

    private Optional<Image> present(ImageName wanted, List<Build> builds, List<String> reasons) {
        Optional<Image> exact = inspect(wanted, wanted.toString(), Image.How.PRESENT);
        if (exact.isPresent()) {
            return exact;
        }
        for (Build build : builds) {
            Optional<Image> image = inspect(wanted, build.tag(), Image.How.PRESENT);
            if (image.isPresent() && wanted.isSatisfiedBy(image.get().version())) {
                return image;
            }
            image.ifPresent(other -> reasons.add(build.tag() + " is here but holds " + other.server()));
        }
        return Optional.empty();
    }

    private Optional<Image> pulled(ImageName wanted, List<String> reasons) {
        if (wanted.repository().startsWith("splitproof/")) {
            return Optional.empty();
        }
        if (provision == Provision.NEVER) {
            reasons.add("pull: forbidden (--no-provision or " + Provision.VARIABLE + "=never)");
            return Optional.empty();
        }
        long start = System.nanoTime();
        String obstacle = Pull.of(wanted, engine);
        if (!obstacle.isEmpty()) {
            reasons.add("pull: " + obstacle);
            return Optional.empty();
        }
        Optional<Image> image = inspect(wanted, wanted.toString(), Image.How.PULLED);
        if (image.isEmpty()) {
            reasons.add("pull: ended without an error and without the image");
        } else {
            progress.accept(String.format("pulled %s in %.1f s", wanted, (System.nanoTime() - start) / 1e9));
        }
        return image;
    }

    private Optional<Image> built(ImageName wanted, List<Build> builds, List<String> reasons) {
        if (builds.isEmpty()) {
            reasons.add("build: no recipe makes " + wanted + " on "
                    + engine.machine().system());
        } else if (provision == Provision.NEVER) {
            reasons.add("build: forbidden (--no-provision or " + Provision.VARIABLE + "=never)");
            return Optional.empty();
        }
        for (Build build : builds) {
            if (reasons.stream().anyMatch(reason -> reason.startsWith(build.tag() + " is here"))) {
                continue;
            }
            try {
                build.run(engine, progress);
            } catch (RecipeFailed e) {
                reasons.add("build: " + e.getMessage());
                continue;
            }
            Optional<Image> image = inspect(wanted, build.tag(), Image.How.BUILT);
            if (image.isPresent() && wanted.isSatisfiedBy(image.get().version())) {
                return image;
            }
            reasons.add("build: " + build.tag() + " holds "
                    + image.map(Image::server).orElse("nothing: the engine did not load it"));
        }
        return Optional.empty();
    }

    private Optional<Image> inspect(ImageName wanted, String reference, Image.How how) {
        try {
            InspectImageResponse found =
                    engine.client().inspectImageCmd(reference).exec();
            List<String> digests = Optional.ofNullable(found.getRepoDigests()).orElse(List.of());
            return Optional.of(new Image(
                    wanted.toString(),
                    reference,
                    String.valueOf(found.getId()),
                    digests.stream().findFirst(),
                    how,
                    ServerVersion.of(found, ImageName.parse(reference))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static ImageUnavailable asUnavailable(CompletionException e) {
        if (e.getCause() instanceof ImageUnavailable unavailable) {
            return unavailable;
        }
        throw e;
    }
}
