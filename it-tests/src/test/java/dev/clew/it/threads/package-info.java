// SPDX-License-Identifier: Apache-2.0
/** One tree, whatever threads it runs on. */
@NullMarked
package dev.clew.it.threads;

import org.jspecify.annotations.NullMarked;
