// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/options.hpp"

#include <string>

namespace zws::nats {

/// The durable consumer of a stream, which remembers what was acknowledged. One process reads it at a time;
/// others stand by. Its messages go to a subject that whoever reads it chooses, so that one who has lost it
/// without knowing gets none.
class Durable {
public:
    enum class State {
        ours,
        taken,  ///< somebody else reads it
        gone,   ///< it is not there, or its stream
        unknown ///< `failure` says why
    };
    struct Finding {
        State state;
        std::string failure = {};
    };

    /// `pattern`: the subjects of the messages of a consumer that is made.
    Durable(const StreamOptions& options, std::string pattern);

    /// Makes it where it is not there, and takes it where nobody reads it; then it is to be subscribed to.
    Finding claim(jsCtx& js);

    /// Whether it is still ours.
    Finding look(jsCtx& js) const;

private:
    Finding find(jsCtx& js, ConsumerInfoPtr& info) const;
    Finding make(jsCtx& js);
    Finding claim(jsCtx& js, jsConsumerConfig config);
    natsStatus begin(jsConsumerConfig& config, jsCtx& js, const Start& start) const;
    std::string choose_subject();

    const StreamOptions& options_;
    std::string pattern_;
    std::string deliver_; ///< the subject of its messages, once it was ours
};

} // namespace zws::nats
