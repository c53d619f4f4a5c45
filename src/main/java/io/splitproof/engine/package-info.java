/**
 * The container engine and the images: found, started, pulled or built.
 *
 * <p>{@link io.splitproof.engine.Engine#connect} finds an engine and starts one where it may.
 * {@link io.splitproof.engine.Images} has an image present, pulled or built from a recipe in {@code docker/}.
 * {@link io.splitproof.engine.Leases} labels what a run makes and removes what a dead owner left behind. The client is
 * docker-java's, made without Testcontainers' factory: that one starts a resource reaper and looks for a gateway with
 * images that may be unobtainable, and its reaper removes at exit what {@code --keep} is to keep.
 */
@NullMarked
package io.splitproof.engine;

import org.jspecify.annotations.NullMarked;
