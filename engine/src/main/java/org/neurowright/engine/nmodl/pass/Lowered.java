package org.neurowright.engine.nmodl.pass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;

/**
 * A mechanism after the passes.
 *
 * @param initial INITIAL
 * @param current the part of BREAKPOINT that gives currents
 * @param currentAgain its second evaluation; differs where state_discontinuity is used
 * @param state the SOLVE part of BREAKPOINT, or all of it without currents
 * @param rates derivatives of the states put in their place; only where currents may follow them
 * @param phases BEFORE and AFTER blocks
 * @param receive NET_RECEIVE
 * @param receiveInitial INITIAL inside NET_RECEIVE
 * @param receiveArguments argument names, empty without NET_RECEIVE
 * @param watches conditions of WATCH: fire when they become positive
 * @param tables TABLEs in use
 * @param diffusions states that diffuse along the sections
 * @param functions bodies of the functions that stay functions
 * @param effects effects of functions and procedures
 */
public record Lowered(
    Optional<Body> initial,
    Optional<Body> current,
    Optional<Body> currentAgain,
    Optional<Body> state,
    Optional<Body> rates,
    Map<Block.Kind, Body> phases,
    Optional<Body> receive,
    Optional<Body> receiveInitial,
    Optional<List<String>> receiveArguments,
    List<Expr> watches,
    List<TableSpec> tables,
    List<DiffusionSpec> diffusions,
    Map<String, Body> functions,
    Effects effects) {}
