// SPDX-License-Identifier: Apache-2.0
/** Responses that are looked at again, or for the first time when they were made in background. */
@NullMarked
package dev.clew.instrumentation.openai.rereads;

import org.jspecify.annotations.NullMarked;
