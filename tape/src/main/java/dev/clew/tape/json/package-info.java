// SPDX-License-Identifier: Apache-2.0
/** JSON as a tree that keeps numbers as they were written. */
@NullMarked
package dev.clew.tape.json;

import org.jspecify.annotations.NullMarked;
