#pragma once

// A transcript that can be told to leave out messages. Prover and verifier take theirs as an argument, so both can be
// run on it.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <zonogon/transcript/duplex.hpp>
#include <zonogon/transcript/grind.hpp>
#include <zonogon/transcript/provenance.hpp>

namespace zonogon::test {

/// What an attacker sees of a run.
template <class B>
struct observations {
    std::map<std::string, std::vector<typename B::ext>> challenges;
    std::vector<std::vector<typename B::bit>> queries;
};

/// A transcript that accepts steps in any order, leaves out the messages `skipped`, and shows what it draws.
template <class B>
class loose_transcript {
public:
    using backend_type = B;
    using felt = typename B::felt;
    using ext = typename B::ext;
    using bit = typename B::bit;
    static constexpr bool complete = true;

    loose_transcript(B& backend, std::string_view skipped, observations<B>& seen)
        : loose_transcript(backend, std::set<std::string_view>{skipped}, seen) {}
    loose_transcript(B& backend, std::set<std::string_view> skipped, observations<B>& seen)
        : sponge_(backend), skipped_(std::move(skipped)), seen_(&seen) {}

    /// Lets an attacker send something else than the prover's code does.
    std::map<std::string, std::function<std::vector<ext>()>> replacements;

    template <fixed_string Name, class Values>
    loose_transcript absorb(const Values& values) && {
        if (skipped_.contains(Name.view())) {
            return std::move(*this);
        }
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(*std::begin(values))>, ext>) {
            const auto replacement = replacements.find(std::string(Name.view()));
            if (replacement != replacements.end()) {
                for (const ext& value : replacement->second()) {
                    put(value);
                }
                return std::move(*this);
            }
        }
        for (const auto& value : values) {
            put(value);
        }
        return std::move(*this);
    }
    template <fixed_string Name, class T>
    loose_transcript absorb(const transcript::claimed<T>& values, transcript::absorbed<T>& message) && {
        message = transcript::detail::provenance::mark(transcript::detail::provenance::values(values));
        return std::move(*this).template absorb<Name>(message);
    }
    template <fixed_string Name>
    loose_transcript sample(ext& challenge) && {
        auto parts = challenge.coefficients();
        for (auto& part : parts) {
            part = sponge_.squeeze();
        }
        challenge = ext::from_coefficients(parts);
        seen_->challenges[std::string(Name.view())].push_back(challenge);
        return std::move(*this);
    }
    template <fixed_string Name>
    loose_transcript sample_indices(std::size_t count, std::size_t bits, std::vector<std::vector<bit>>& indices) && {
        indices.clear();
        for (std::size_t i = 0; i < count; ++i) {
            indices.push_back(sponge_.backend().low_bits(sponge_.squeeze(), bits));
        }
        seen_->queries = indices;
        return std::move(*this);
    }
    template <fixed_string Name>
    felt solve(std::size_t bits) const {
        return transcript::find_work_witness<B>(sponge_, bits);
    }
    template <fixed_string Name>
    loose_transcript grind(std::size_t bits, const felt& witness) && {
        transcript::check_work(sponge_, bits, witness);
        return std::move(*this);
    }
    template <fixed_string Name>
    loose_transcript grind(std::size_t bits, const transcript::claimed<felt>& witness) && {
        return std::move(*this).template grind<Name>(bits, transcript::detail::provenance::values(witness).front());
    }
    template <fixed_string Name, class Body>
    loose_transcript repeat(std::size_t count, Body&& body) && {
        loose_transcript here = std::move(*this);
        for (std::size_t i = 0; i < count; ++i) {
            here = body(std::move(here), i);
        }
        return here;
    }

    template <fixed_string Name, class Body>
    loose_transcript part(Body&& body) && {
        return body(std::move(*this));
    }

private:
    void put(const felt& value) { sponge_.absorb(value); }
    void put(const ext& value) {
        for (std::size_t i = 0; i < ext::degree; ++i) {
            sponge_.absorb(value.coefficient(i));
        }
    }
    void put(const typename B::digest& value) {
        for (const felt& part : value) {
            sponge_.absorb(part);
        }
    }
    void put(std::uint8_t value) { sponge_.absorb(felt{value}); }

    transcript::duplex<B> sponge_;
    std::set<std::string_view> skipped_;
    observations<B>* seen_;
};

} // namespace zonogon::test
