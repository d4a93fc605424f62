// SPDX-License-Identifier: Apache-2.0
/** Turns what arrives, by file or by OTLP, into records of the one model. */
@NullMarked
package dev.clew.viewer.ingest;

import org.jspecify.annotations.NullMarked;
