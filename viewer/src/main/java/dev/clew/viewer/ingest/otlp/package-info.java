// SPDX-License-Identifier: Apache-2.0
/** Reads OTLP in the conventions in use for models and agents. */
@NullMarked
package dev.clew.viewer.ingest.otlp;

import org.jspecify.annotations.NullMarked;
