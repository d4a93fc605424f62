// SPDX-License-Identifier: Apache-2.0
/** Checks for servers that browsers can reach. */
@NullMarked
package dev.clew.exporter.http;

import org.jspecify.annotations.NullMarked;
