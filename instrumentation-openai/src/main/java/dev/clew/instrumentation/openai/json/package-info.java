// SPDX-License-Identifier: Apache-2.0
/** The library's objects as trees of plain JSON, and what is read out of them on every surface. */
@NullMarked
package dev.clew.instrumentation.openai.json;

import org.jspecify.annotations.NullMarked;
