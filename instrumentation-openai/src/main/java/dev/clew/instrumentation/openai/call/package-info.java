// SPDX-License-Identifier: Apache-2.0
/**
 * One call of the API, whatever its surface: its span, its one end, the wrappers that notice it.
 */
@NullMarked
package dev.clew.instrumentation.openai.call;

import org.jspecify.annotations.NullMarked;
