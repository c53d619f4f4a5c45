/** Watches ROLE, INFO and write answers of every node and the messages of every Sentinel, on the observation plane. */
@NullMarked
package io.splitproof.probe;

import org.jspecify.annotations.NullMarked;
