// SPDX-License-Identifier: Apache-2.0
/** The local store: one file of JSON lines per JVM. */
@NullMarked
package dev.clew.exporter.file;

import org.jspecify.annotations.NullMarked;
