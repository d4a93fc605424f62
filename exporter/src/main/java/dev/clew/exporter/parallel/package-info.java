// SPDX-License-Identifier: Apache-2.0
/** Work that several threads share. */
@NullMarked
package dev.clew.exporter.parallel;

import org.jspecify.annotations.NullMarked;
