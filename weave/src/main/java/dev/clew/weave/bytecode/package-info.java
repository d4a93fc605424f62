// SPDX-License-Identifier: Apache-2.0
/** Generates the byte code of woven classes. */
@NullMarked
package dev.clew.weave.bytecode;

import org.jspecify.annotations.NullMarked;
