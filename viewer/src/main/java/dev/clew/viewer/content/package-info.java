// SPDX-License-Identifier: Apache-2.0
/** Reads the content of a span: messages, tool calls, texts. */
@NullMarked
package dev.clew.viewer.content;

import org.jspecify.annotations.NullMarked;
