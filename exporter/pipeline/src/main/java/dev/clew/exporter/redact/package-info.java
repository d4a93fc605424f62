// SPDX-License-Identifier: Apache-2.0
/** Finds sensitive content and replaces it; docs/privacy.md describes it. */
@NullMarked
package dev.clew.exporter.redact;

import org.jspecify.annotations.NullMarked;
