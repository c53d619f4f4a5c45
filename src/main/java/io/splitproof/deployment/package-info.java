/** A topology that is running: boxes, nodes and the proxies of every link, through Testcontainers and Toxiproxy. */
@NullMarked
package io.splitproof.deployment;

import org.jspecify.annotations.NullMarked;
