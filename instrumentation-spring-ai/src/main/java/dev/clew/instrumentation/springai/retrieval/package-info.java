// SPDX-License-Identifier: Apache-2.0
/** Searches for documents. */
@NullMarked
package dev.clew.instrumentation.springai.retrieval;

import org.jspecify.annotations.NullMarked;
