// SPDX-License-Identifier: Apache-2.0
/** What a server that people's browsers can reach has to look at. */
@NullMarked
package dev.clew.exporter.http;

import org.jspecify.annotations.NullMarked;
