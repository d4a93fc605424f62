// SPDX-License-Identifier: Apache-2.0
/** Legacy completions, the API before chat completions. */
@NullMarked
package dev.clew.instrumentation.openai.completions;

import org.jspecify.annotations.NullMarked;
