/** One experiment: topology, clients, fault schedule and objectives, with the source of its claim. */
@NullMarked
package io.splitproof.scenario;

import org.jspecify.annotations.NullMarked;
