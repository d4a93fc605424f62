// SPDX-License-Identifier: Apache-2.0
/** Extension modules in real JVMs: the example, and what can be wrong with one. */
@NullMarked
package dev.clew.it.extension;

import org.jspecify.annotations.NullMarked;
