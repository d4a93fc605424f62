// SPDX-License-Identifier: Apache-2.0
/** Converts what arrives, by file or by OTLP, to records of the common model. */
@NullMarked
package dev.clew.viewer.ingest;

import org.jspecify.annotations.NullMarked;
