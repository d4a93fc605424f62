// SPDX-License-Identifier: Apache-2.0
/** What extension jars provide, and what goes wrong in it. */
@NullMarked
package dev.clew.exporter.extension;

import org.jspecify.annotations.NullMarked;
