// SPDX-License-Identifier: Apache-2.0
/** What Clew recognises by itself in a text: secrets, addresses, numbers. */
@NullMarked
package dev.clew.exporter.redact.scan;

import org.jspecify.annotations.NullMarked;
