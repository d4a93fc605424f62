// SPDX-License-Identifier: Apache-2.0
/** Batches of requests that are answered later. */
@NullMarked
package dev.clew.instrumentation.openai.batches;

import org.jspecify.annotations.NullMarked;
