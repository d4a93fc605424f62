// SPDX-License-Identifier: Apache-2.0
/**
 * Exports traces to OpenAI's dashboard in its ingest format; docs/openai-dashboard.md describes it.
 */
@NullMarked
package dev.clew.exporter.openai;

import org.jspecify.annotations.NullMarked;
