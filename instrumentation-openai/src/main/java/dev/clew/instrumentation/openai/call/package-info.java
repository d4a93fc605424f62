// SPDX-License-Identifier: Apache-2.0
/** One call of the API, on any surface: its span, its end, and the wrappers that observe it. */
@NullMarked
package dev.clew.instrumentation.openai.call;

import org.jspecify.annotations.NullMarked;
