/** What clients ask for: a seeded stream of operations for each client. */
@NullMarked
package io.splitproof.workload;

import org.jspecify.annotations.NullMarked;
