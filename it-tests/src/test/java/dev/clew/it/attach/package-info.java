// SPDX-License-Identifier: Apache-2.0
/** How Clew is attached to a JVM, its cost, and how it shuts down. */
@NullMarked
package dev.clew.it.attach;

import org.jspecify.annotations.NullMarked;
