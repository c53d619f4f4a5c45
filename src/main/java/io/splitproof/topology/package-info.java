/** What is deployed: boxes, nodes, roles, directed links and settings, as data. */
@NullMarked
package io.splitproof.topology;

import org.jspecify.annotations.NullMarked;
