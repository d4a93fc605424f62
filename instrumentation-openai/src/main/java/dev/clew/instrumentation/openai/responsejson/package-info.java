// SPDX-License-Identifier: Apache-2.0
/** The JSON of the Responses API, read for spans on the export thread. */
@NullMarked
package dev.clew.instrumentation.openai.responsejson;

import org.jspecify.annotations.NullMarked;
