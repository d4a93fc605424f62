// SPDX-License-Identifier: Apache-2.0
/** Reads the JSON of the Responses API, on the export thread. */
@NullMarked
package dev.clew.instrumentation.openai.responsejson;

import org.jspecify.annotations.NullMarked;
