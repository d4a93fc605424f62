// SPDX-License-Identifier: Apache-2.0
/** Checks whether a hook matches the application's version of the library. */
@NullMarked
package dev.clew.weave.check;

import org.jspecify.annotations.NullMarked;
