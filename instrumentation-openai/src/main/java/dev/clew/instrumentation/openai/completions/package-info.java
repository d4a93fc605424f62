// SPDX-License-Identifier: Apache-2.0
/** The completions of before chat. */
@NullMarked
package dev.clew.instrumentation.openai.completions;

import org.jspecify.annotations.NullMarked;
