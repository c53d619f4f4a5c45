/** Applies faults to a deployment, proves that they took effect, and heals them. */
@NullMarked
package io.splitproof.nemesis;

import org.jspecify.annotations.NullMarked;
