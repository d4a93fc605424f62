// SPDX-License-Identifier: Apache-2.0
/** The built-in detectors: secrets, addresses, numbers. */
@NullMarked
package dev.clew.exporter.redact.scan;

import org.jspecify.annotations.NullMarked;
