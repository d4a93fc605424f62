// SPDX-License-Identifier: Apache-2.0
/** A local server that speaks the chat completions wire format and answers by script. */
@NullMarked
package dev.clew.examples.modelserver;

import org.jspecify.annotations.NullMarked;
