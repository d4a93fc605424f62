// SPDX-License-Identifier: Apache-2.0
/** What is written into woven classes. */
@NullMarked
package dev.clew.weave.bytecode;

import org.jspecify.annotations.NullMarked;
