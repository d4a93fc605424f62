// SPDX-License-Identifier: Apache-2.0
/** The JSON of the REST API and of the command line, as openapi.yaml describes it. */
@NullMarked
package dev.clew.viewer.api;

import org.jspecify.annotations.NullMarked;
