import HakaruCoverage

extension Fixture {
    static let text: [Fixture] = [
        Fixture(
            name: "lcov 1", format: .lcov,
            text: """
                TN:unit
                SF:src/clock.c
                FN:3,tick
                FN:9,reset
                FNDA:7,tick
                FNDA:0,reset
                FNF:2
                FNH:1
                BRDA:4,0,0,5
                BRDA:4,0,1,-
                BRF:2
                BRH:1
                DA:3,7
                DA:4,7
                DA:5,5,K0mTXa0GnxyV4ykvMFk4aA
                DA:9,0
                LF:99
                LH:98
                end_of_record
                """ + "\n",
            files: ["src/clock.c"], lines: (3, 4), strictLines: (2, 4), branches: (1, 2), functions: (1, 2)),
        Fixture(
            name: "lcov 2", format: .lcov,
            text: """
                # written by hand
                SF:lib/a.py
                VER:1
                FN:1,4,outer
                FNDA:2,outer
                FNL:0,10,12
                FNA:0,0,alias_one
                FNA:0,3,alias_two
                BRDA:2,e0,0,1
                BRDA:2,e0,1,0
                BRDA:3,0,jump to line 7, or not,1
                BRDA:3,0,return,0
                MCDC:3,2,t,1,0,x

                DA:2,1
                DA:3,1
                DA:10,0.0
                end_of_record\u{20}
                """ + "\n",
            files: ["lib/a.py"], lines: (2, 3), strictLines: (0, 3), branches: (2, 4), functions: (2, 2)),
        Fixture(
            name: "go profile", format: .goProfile,
            text: """
                mode: count
                example.com/clock/tick.go:3.20,5.2 2 4
                example.com/clock/tick.go:7.20,8.10 3 0
                example.com/clock/tick.go:7.20,8.10 3 0
                mode: count
                example.com/clock/tick.go:8.11,8.20 1 1
                """ + "\n",
            files: ["example.com/clock/tick.go"], lines: (4, 5), statements: (3, 6)),
        Fixture(
            name: "gcov listing", format: .gcov,
            text: """
                        -:    0:Source:src/box.cpp
                        -:    0:Graph:box.gcno
                        -:    1:#include "box.h"
                function _Z4openi called 3 returned 100% blocks executed 80%
                        3:    2:int open(int side) {
                       2*:    3:    return side > 9 ? 1 : 0;
                branch  0 taken 0 (fallthrough)
                branch  1 taken 3
                call    2 never executed
                     1.2k:    4:    wait();
                    =====:    5:    catch_it();
                    #####:    6:    never();
                branch  0 never executed
                ------------------
                int side<int>(int):
                function _Z4sideIiEiT_ called 0 returned 0% blocks executed 0%
                    #####:    7:    return 7;
                ------------------
                """ + "\n",
            files: ["src/box.cpp"], lines: (3, 6), strictLines: (2, 6), branches: (1, 3), functions: (1, 2)),
        Fixture(
            name: "gcov intermediate", format: .gcovIntermediate,
            text: """
                version:8.3.0
                file:src/box.c
                function:2,5,3,open_box
                function:9,0,close_box
                lcount:2,3,1
                lcount:3,3
                branch:3,taken
                branch:3,nottaken
                lcount:9,0
                """ + "\n",
            files: ["src/box.c"], lines: (2, 3), strictLines: (1, 3), branches: (1, 2), functions: (1, 2)),
        Fixture(
            name: "luacov", format: .luaCov,
            text: """
                ==============================================================================
                src/clock.lua
                ==============================================================================
                    local function tick()
                 12    return 1
                    end

                **0 never()
                    7 .. "seven"

                ==============================================================================
                Summary
                ==============================================================================

                File          Hits Missed Coverage
                """ + "\n",
            files: ["src/clock.lua"], lines: (1, 2)),
    ]
}
